"""What stands below the stage: transport, prompt, history, marks of running work."""
