import LaneCanvas
import SystemPackage

/// A screencast in the making: takes frames over time, and writes what they come to in some format.
///
/// Times are since the beginning and never fall. The first update is all new to it, whatever was on the screen before; what comes
/// before the first is not in the screencast. The same calls give the same bytes.
package protocol ScreencastSink {
    /// The frame is on screen from `time` on. Each update must be since the frame of the one before.
    mutating func show(_ update: FrameUpdate, at time: Duration)
    /// Something worth finding again happens. Formats without marks have none.
    mutating func mark(_ label: String, at time: Duration)
    /// The last frame stays until `time`, and all is written. Comes last, and once.
    ///
    /// - Parameter progress: told the share that is done, from 0 to 1, where this takes long.
    /// - Throws: what kept the screencast from being made.
    mutating func finish(at time: Duration, progress: (Double) -> Void) throws
}

extension ScreencastSink {
    package mutating func mark(_ label: String, at time: Duration) {}
}

/// Where a sink writes. Chunks stand in the file in the order in which they come; what becomes of them, and of errors, is the
/// output's affair.
package protocol ScreencastOutput: Sendable {
    func append(_ text: String)
    /// Appends what is in a file now, which may be gone when this has returned.
    func append(contentsOf path: FilePath) throws
}
