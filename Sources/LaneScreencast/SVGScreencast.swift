import LaneCanvas

package struct SVGScreencast: ScreencastFormat {
    package init(_ header: ScreencastHeader, hold: Duration = .seconds(2)) {}
    package mutating func begin() -> String { "" }
    package mutating func show(_ frame: Frame, at time: Duration) -> String { "" }
    package mutating func mark(_ label: String, at time: Duration) -> String { "" }
    package mutating func end(at time: Duration) -> String { "" }
}
