import Foundation
import LaneCanvas
import Testing

/// Compares a frame's text with the file of that name, letter by letter.
///
/// `LANEVIEW_RECORD=1 swift test` writes the files instead: look at the difference before committing it.
func expectSnapshot(_ frame: Frame, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws
{
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Snapshots/\(name).txt")
    if ProcessInfo.processInfo.environment["LANEVIEW_RECORD"] != nil {
        try (frame.text + "\n").write(to: file, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(frame.text + "\n" == expected, "\(name) differs", sourceLocation: sourceLocation)
}
