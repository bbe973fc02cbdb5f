"""What arrives outside the dialogs: commands, blocks, old buttons, everything else."""
