// Whoever makes a run names its schedule, its speed and its clock.
@_exported import ThreadModel
