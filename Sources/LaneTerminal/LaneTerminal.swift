// LaneTerminal
