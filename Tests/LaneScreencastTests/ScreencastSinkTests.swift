import LaneCanvas
import Testing

@testable import LaneScreencast

/// What holds for a sink of any format.
@Suite struct ScreencastSinkTests {
    enum Kind: CaseIterable {
        case cast, svg, still, text

        func sink(_ size: Size, to output: TextOutput) -> any ScreencastSink {
            let header = ScreencastHeader(size)
            return switch self {
            case .cast: Asciicast(header, to: output)
            case .svg: SVGScreencast(header, to: output)
            case .still: SVGStill(header, to: output)
            case .text: TextScreencast(to: output)
            }
        }
    }

    /// - Parameter since: what was on the screen before the first frame.
    private func record(_ kind: Kind, _ frames: [Frame], since before: Frame?) throws -> String {
        let output = TextOutput()
        var sink = kind.sink(frames[0].size, to: output)
        var shown = before
        for (second, frame) in frames.enumerated() {
            sink.show(FrameUpdate(frame, since: shown), at: .seconds(second))
            shown = frame
        }
        try sink.finish(at: .seconds(frames.count)) { _ in }
        return output.take()
    }

    @Test(arguments: Kind.allCases, 0..<8 as Range<UInt64>)
    func `a screencast that begins within a session is one of its own`(kind: Kind, seed: UInt64) throws {
        var random = RandomFrames(seed: seed, resizes: false)
        let frames = (0..<20).map { _ in random.next() }
        let alone = try record(kind, Array(frames[10...]), since: nil)
        #expect(try record(kind, Array(frames[10...]), since: frames[9]) == alone)
        #expect(try record(kind, Array(frames[10...]), since: frames[10]) == alone)
    }

    @Test(arguments: Kind.allCases, 0..<8 as Range<UInt64>)
    func `a frame of the same size may be all new at any time`(kind: Kind, seed: UInt64) throws {
        var random = RandomFrames(seed: seed, resizes: false)
        let output = TextOutput()
        var sink = kind.sink(random.frame.size, to: output)
        for second in 0..<20 { sink.show(FrameUpdate(random.next()), at: .seconds(second)) }
        try sink.finish(at: .seconds(20)) { _ in }
        let text = output.take()
        switch kind {
        case .cast:
            #expect(random.frame.differences(from: try CastFile(text).play().frame) == [])
        case .svg, .still:
            let shown = random.frame.text.replacing("\u{FFFF}", with: "\u{FFFD}")
            #expect(try SVGReader(text, size: random.frame.size).text(at: 20) == shown)
        case .text: #expect(text == random.frame.text + "\n")
        }
    }

    @Test func `what is marked before the first frame is not in the screencast`() throws {
        let output = TextOutput()
        var cast = Asciicast(ScreencastHeader(Size(columns: 3, rows: 1)), to: output)
        cast.mark("early", at: .zero)
        #expect(output.take() == "")
        cast.show(FrameUpdate(Frame(size: Size(columns: 3, rows: 1))), at: .zero)
        cast.mark("here", at: .seconds(1))
        cast.finish(at: .seconds(2)) { _ in }
        #expect(try CastFile(output.take()).events.map(\.code) == ["o", "m", "o"])
    }

    @Test(arguments: Kind.allCases) func `a screencast without frames is complete`(kind: Kind) throws {
        let output = TextOutput()
        var sink = kind.sink(Size(columns: 4, rows: 2), to: output)
        try sink.finish(at: .seconds(1)) { _ in }
        let text = output.take()
        switch kind {
        case .cast: #expect(try CastFile(text).events.map(\.code) == ["o"])
        case .svg, .still: #expect(try SVGReader(text, size: Size(columns: 4, rows: 2)).text(at: 0) == "\n")
        case .text: #expect(text == "")
        }
    }
}
