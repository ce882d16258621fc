import LaneCanvas
import Synchronization
import SystemPackage

@testable import LaneScreencast

/// A sink whose text can be read call by call. Frames are compared as a session compares them: each with the one before.
struct RecordedText<Sink: BeginningSink> {
    private let output: TextOutput
    private var sink: Sink
    private var shown: Frame?
    private let beginning: String

    init(_ make: (TextOutput) -> Sink) {
        output = TextOutput()
        sink = make(output)
        sink.begin()
        beginning = output.take()
    }

    func begin() -> String { beginning }

    mutating func show(_ frame: Frame, at time: Duration) -> String {
        sink.show(FrameUpdate(frame, since: shown), at: time)
        shown = frame
        return output.take()
    }

    mutating func mark(_ label: String, at time: Duration) -> String {
        sink.mark(label, at: time)
        return output.take()
    }

    mutating func end(at time: Duration) -> String {
        do {
            try sink.finish(at: time) { _ in }
        } catch {
            return "\(error)"
        }
        return output.take()
    }
}

/// A sink that says what comes before the frames as soon as it is asked.
protocol BeginningSink: ScreencastSink {
    mutating func begin()
}

extension Asciicast: BeginningSink {}
extension SVGScreencast: BeginningSink {}
extension TextScreencast: BeginningSink {
    mutating func begin() {}
}

/// Keeps what is written until it is taken.
final class TextOutput: ScreencastOutput {
    private let text = Mutex("")

    func append(_ text: String) { self.text.withLock { $0 += text } }

    func append(contentsOf path: FilePath) throws {
        let file = try FileDescriptor.open(path, .readOnly)
        let bytes = try file.closeAfter {
            let size = Int(try file.seek(offset: 0, from: .end))
            return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                count = try file.read(fromAbsoluteOffset: 0, into: UnsafeMutableRawBufferPointer(buffer))
            }
        }
        append(String(decoding: bytes, as: UTF8.self))
    }

    func take() -> String {
        text.withLock { text in
            defer { text = "" }
            return text
        }
    }
}
