import LaneCanvas
import LaneView
import Testing
import ThreadTrace
import Themes

/// What the screen tells of a recording of itself.
@Suite struct RecordingTests {
    private func header(_ seconds: Double, _ bytes: Int, _ columns: Int = 100, _ glyphs: Glyphs = .unicode)
        -> Substring
    {
        var sample = Samples.lock()
        sample.status.recording = Recording(length: .seconds(seconds), bytes: bytes)
        return LaneScreen().frame(
            trace: sample.trace, status: sample.status, theme: .plain, glyphs: glyphs,
            size: Size(columns: columns, rows: 24)
        ).text.split(separator: "\n")[0]
    }

    @Test func `the header tells how long it is and what it takes`() {
        #expect(header(12, 34_000).hasSuffix("   step 27    ● REC 0:12 34 KB"))
        #expect(header(12, 34_999, 100, .ascii).hasSuffix(" * REC 0:12 34 KB"))
        #expect(header(0, 0).hasSuffix("● REC 0:00"))
        #expect(header(59.9, 999_999).hasSuffix("● REC 0:59 999 KB"))
        #expect(header(600, 1_250_000).hasSuffix("● REC 10:00 1.2 MB"))
        #expect(header(3723, 12_000_000_000).hasSuffix("● REC 1:02:03 12 GB"))
    }

    @Test func `it does not move the other parts as it grows`() {
        let places = [0, 340, 9_900, 10_000, 99_999, 100_000, 999_999, 1_000_000, 99_000_000].map {
            header(5, $0).firstRange(of: "seed 7")?.lowerBound.utf16Offset(in: header(5, $0))
        }
        #expect(Set(places).count == 1)
    }

    @Test func `it is the last thing that a narrow window lets go`() {
        for columns in 40...100 {
            let line = header(12, 340_000, columns)
            #expect(line.hasSuffix("● REC 0:12 340 KB"), "\(columns)")
            #expect(line.contains("▶ 1×"))
            #expect(line.contains("lock"))
        }
    }

    @Test func `its key says what it will do`() {
        func bar(_ recording: Recording?) -> Substring {
            var sample = Samples.lock()
            sample.status.recording = recording
            return LaneScreen().frame(
                trace: sample.trace, status: sample.status, theme: .plain, glyphs: .unicode,
                size: Size(columns: 280, rows: 24)
            ).text.split(separator: "\n").last ?? ""
        }
        #expect(
            bar(nil).contains("Enter details  r record  w who waits")
                && bar(nil).contains("t theme  s save  ? help"))
        #expect(bar(Recording(length: .zero, bytes: 0)).contains("r stop recording"))
    }

    @Test func `recording and saving work at any moment, whatever lies over the lanes`() {
        let before: [[Action]] = [[], [.stepBack], [.help], [.choose], [.showWaits], [.nextPanel]]
        for sample in [Samples.lock(), Samples.deadlock(), Samples.crowd()] {
            for actions in before {
                var screen = LaneScreen()
                for (action, command) in [(Action.record, Effect.record), (.save, .save)] {
                    for action in actions where command == .record {
                        _ = screen.apply(
                            action, trace: sample.trace, status: sample.status,
                            size: Size(columns: 80, rows: 24))
                    }
                    let asked = screen.apply(
                        action, trace: sample.trace, status: sample.status, size: Size(columns: 80, rows: 24))
                    #expect(asked == command, "\(actions)")
                }
            }
        }
        #expect(LaneScreen().action(for: .character("r")) == .record)
        #expect(LaneScreen().action(for: .character("s")) == .save)
    }
}
