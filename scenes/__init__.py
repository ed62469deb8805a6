"""The scenes of the tour: one file is one scene, found by walking this package; nothing else to edit."""
