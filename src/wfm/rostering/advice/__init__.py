"""What a change would cost or save: rosters of a plan and of changed ones side by side."""
