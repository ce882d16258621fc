import LaneCanvas

package struct Film: ScreencastFormat {
    package enum Kind: String, Hashable, Sendable, CaseIterable { case gif, mp4 }
    package static func missingTools() -> [String] { [] }
    package init(_ header: ScreencastHeader) {}
    package mutating func begin() -> String { "" }
    package mutating func show(_ frame: Frame, at time: Duration) -> String { "" }
    package mutating func mark(_ label: String, at time: Duration) -> String { "" }
    package mutating func end(at time: Duration) -> String { "" }
    package func make(
        _ kind: Kind, at path: String, framesPerSecond: Int, progress: (Double) -> Void = { _ in }
    ) throws {}
}
