import Benchmark
import LaneCanvas
import LaneScreencast
import Synchronization
import SystemPackage

/// What keeping a frame of 200×60 costs, beside what comparing it with the one before does, and how much is kept.
///
/// As at the live edge of a run: fifty lanes each get a cell, and a clock goes on.
func screencastBenchmarks() {
    let header = ScreencastHeader(size: LiveEdge.size, palette: .standard)
    func figures(ratio: Int, bytes: Int) -> [Figure] {
        [
            Figure("keeping", "µs"), Figure("comparing", "µs"),
            Figure("keeping against comparing", "%", aim: ratio),
            Figure("kept", "bytes", aim: bytes),
        ]
    }
    claim("Asciicast of a frame of 200x60", figures(ratio: 300, bytes: 1_000)) {
        LiveEdge.costs { Asciicast(header, to: $0) }
    }
    claim("SVG of a frame of 200x60", figures(ratio: 600, bytes: 5_000)) {
        LiveEdge.costs { SVGScreencast(header, to: $0) }
    }
}

/// Frames whose lanes grow by a cell each.
private enum LiveEdge {
    static let size = Size(columns: 200, rows: 60)

    private static let frames: [Frame] = {
        let style = Style(
            foreground: Color(red: 255, green: 159, blue: 28), background: Color(red: 15, green: 19, blue: 26)
        )
        var frame = Frame(size: size, style: style)
        return (0..<150).map { tick in
            frame.write("\(tick / 10).\(tick % 10) s", row: 0, column: 180, style: style)
            for lane in 2..<52 {
                let glyph: Character = (tick + lane) / 8 % 5 == 0 ? "█" : "░"
                frame.put(glyph, row: lane, column: 30 + tick, style: style)
            }
            return frame
        }
    }()

    /// Microseconds a frame, their ratio in percent, and bytes a frame. The first frame, which is kept whole, is not counted.
    ///
    /// Keeping a frame is comparing it, once, and writing what has changed.
    static func costs(_ makeSink: (any ScreencastOutput) -> some ScreencastSink) -> [Double] {
        let frames = frames
        let count = Double(frames.count - 1)
        let output = CountedOutput()
        var sink = makeSink(output)
        sink.show(FrameUpdate(frames[0]), at: .zero)
        output.bytes.store(0, ordering: .relaxed)
        let keeping = nanoseconds {
            for (tick, (frame, previous)) in zip(frames.dropFirst(), frames).enumerated() {
                sink.show(FrameUpdate(frame, since: previous), at: .milliseconds(16 * (tick + 1)))
            }
        }
        let comparing = nanoseconds {
            for (frame, previous) in zip(frames.dropFirst(), frames) {
                blackHole(FrameUpdate(frame, since: previous))
            }
        }
        return [
            keeping / 1_000 / count, comparing / 1_000 / count, 100 * keeping / comparing,
            Double(output.bytes.load(ordering: .relaxed)) / count,
        ]
    }
}

/// Keeps nothing but how much there was.
private final class CountedOutput: ScreencastOutput {
    let bytes = Atomic(0)

    func append(_ text: String) { bytes.add(text.utf8.count, ordering: .relaxed) }
    func append(contentsOf path: FilePath) {}
}
