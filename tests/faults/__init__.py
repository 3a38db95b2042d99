"""What must never happen, provoked: kills, power cuts, full disks, wrong files, hostile texts."""
