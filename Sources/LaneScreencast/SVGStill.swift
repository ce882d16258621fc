import LaneCanvas

/// One frame as a picture.
package enum SVGStill {
    package static func svg(_ frame: Frame, header: ScreencastHeader) -> String { "" }
}
