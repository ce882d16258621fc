// LaneCanvas
