"""World parts: one file per subject, found by walking. Each declares the settings it adds, what it reads, and how it is
computed. A part knows no scene and no other part's file; what several need stands in `world.scenario` and
`world.generation`."""
