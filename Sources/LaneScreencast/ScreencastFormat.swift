import LaneCanvas

/// A way to keep frames over time as text: what is written to the file so far, piece by piece.
///
/// Times are since the beginning and never fall. The pieces in order, from `begin` to `end`, are the file; what a format can
/// only tell at its end, it tells there.
package protocol ScreencastFormat {
    mutating func begin() -> String
    /// The frame is on screen from `time` on. One that equals the frame before says nothing.
    mutating func show(_ frame: Frame, at time: Duration) -> String
    /// Something worth finding again happens.
    mutating func mark(_ label: String, at time: Duration) -> String
    /// The last frame stays until `time`.
    mutating func end(at time: Duration) -> String
}
