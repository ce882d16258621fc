// LaneView
