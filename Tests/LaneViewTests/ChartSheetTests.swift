import LaneCanvas
import LaneView
import TestSupport
import Testing
import ThreadTrace
import Themes

/// A whole run for print.
@Suite struct ChartSheetTests {
    private let theme: Theme

    init() throws { theme = try #require(try Theme.builtIn().first) }

    private func frame(
        _ sample: (trace: Trace, status: RunStatus), _ columns: Int = 120, _ glyphs: Glyphs = .unicode
    ) -> Frame {
        ChartSheet(trace: sample.trace, status: sample.status, theme: theme, glyphs: glyphs, columns: columns)
            .frame
    }

    @Test func `the lock scenario as a picture`() throws {
        try expectSnapshot(frame(Samples.lock()), "sheet-lock")
        try expectSnapshot(frame(Samples.lock(), 120, .ascii), "sheet-lock-ascii")
    }

    @Test func `a deadlock as a picture`() throws {
        try expectSnapshot(frame(Samples.deadlock()), "sheet-deadlock")
    }

    @Test func `a crowd as a picture`() throws { try expectSnapshot(frame(Samples.crowd()), "sheet-crowd") }

    @Test func `all lanes up to 500 are there, and the rest is counted`() {
        func lanes(_ count: Int) -> (count: Int, rest: Substring?) {
            let lines = frame(Samples.crowd(count)).text.split(separator: "\n")
            return (
                lines.count { ($0.contains(" guest-") || $0.contains(" MainThread ")) && !$0.contains("◂") },
                lines.first { $0.contains("left out") }
            )
        }
        #expect(lanes(12) == (12, nil))
        #expect(lanes(500) == (500, nil))
        #expect(lanes(501) == (500, "  1 more lane is left out"))
        #expect(lanes(1000) == (500, "  500 more lanes are left out"))
    }

    @Test func `nothing in it is of a screen: no selection, nothing paused, recorded or played`() {
        var sample = Samples.lock()
        let plain = frame(sample)
        sample.status.isPaused = true
        sample.status.isReplay = true
        sample.status.recording = Recording(length: .seconds(1), bytes: 1)
        sample.status.notice = "notice"
        sample.status.next = ThreadID(2)
        #expect(frame(sample) == plain)
        #expect(!plain.text.contains("▸ MainThread") && !plain.text.contains("›"))
        #expect((0..<120).allSatisfy { plain[2, $0].style.background == theme[.canvas].background })
    }

    @Test func `every lane is whole: it begins and ends in the chart`() {
        for columns in [60, 120, 300] {
            let lines = frame(Samples.deadlock(), columns).text.split(separator: "\n")
            #expect(lines[2...4].allSatisfy { $0.hasSuffix("✖") && $0.count <= columns })
        }
    }

    @Test func `a run of no time is counted in steps`() {
        var run = TraceBuilder()
        let main = run.thread("main")
        for _ in 0..<40 { run.happen(main, .read, .running) }
        run.end(.finished)
        let text = frame((run.trace, RunStatus(scenario: "quick", title: ""))).text
        #expect(text.contains(" 0         10        20        30"))
    }

    @Test func `nothing at all is a picture too, and no width is too small`() {
        for columns in [-1, 0, 40, 41] {
            #expect(
                frame((Trace(), RunStatus(scenario: "", title: "", schedule: "")), columns).size.columns >= 40
            )
            #expect(frame(Samples.failed(), columns).text.contains("\u{1B}") == false)
        }
    }
}
