import LaneScreencast
import Testing
