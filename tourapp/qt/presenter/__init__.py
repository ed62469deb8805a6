"""What a talk needs: the class's own window, the presenter's console, the drawer of one screen, a lit screen."""
