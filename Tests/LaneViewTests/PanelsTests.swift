import LaneCanvas
import LaneView
import Testing
import ThreadTrace

/// Screens without all of their panels.
@Suite struct PanelsTests {
    private static let sizes = [Size(columns: 80, rows: 24), Size(columns: 100, rows: 30)]

    private func frame(
        _ panels: Panels, _ size: Size, _ sample: (trace: Trace, status: RunStatus) = Samples.code(),
        after actions: [Action] = [.selectDown]
    ) -> Frame {
        var screen = LaneScreen(panels: panels)
        for action in actions {
            _ = screen.apply(
                action, trace: sample.trace, status: sample.status, sources: Samples.sources, size: size)
        }
        return screen.frame(
            trace: sample.trace, status: sample.status, sources: Samples.sources, theme: .plain,
            glyphs: .unicode, size: size)
    }

    @Test(arguments: sizes) func `the lanes alone`(_ size: Size) throws {
        try expectSnapshot(frame(.lanes, size), "panels-lanes-\(size)")
    }

    @Test(arguments: sizes) func `lanes and code`(_ size: Size) throws {
        try expectSnapshot(frame([.lanes, .code], size), "panels-code-\(size)")
    }

    @Test(arguments: sizes) func `lanes and log`(_ size: Size) throws {
        try expectSnapshot(frame([.lanes, .log], size, Samples.lock()), "panels-log-\(size)")
    }

    @Test func `only what is asked for is there, in windows of every size`() {
        let titles: [(Panels, String)] = [
            (.primitives, "── primitives ─"), (.code, "─ code: "), (.log, "── log ─"),
        ]
        for columns in [40, 71, 72, 100] {
            for rows in 10...50 {
                let size = Size(columns: columns, rows: rows)
                for number in 0...Panels.all.rawValue {
                    let panels = Panels(rawValue: number)
                    let text = frame(panels, size).text
                    for (panel, title) in titles where !panels.contains(panel) {
                        #expect(!text.contains(title), "\(size) \(number)")
                    }
                    guard rows >= 32 else { continue }
                    for (panel, title) in titles where panels.contains(panel) {
                        #expect(text.contains(title), "\(size) \(number)")
                    }
                }
            }
        }
    }

    @Test func `more lanes are in view where there are fewer panels`() {
        let counts = [Panels.all, [.lanes, .log], .lanes].map { panels in
            frame(panels, Size(columns: 100, rows: 30), Samples.crowd(), after: []).text
                .split(separator: "\n").count { $0.contains("guest-") && !$0.contains("◂") }
        }
        #expect(counts == counts.sorted())
        #expect(counts.last == 25)
    }

    @Test func `Tab goes to the panels that are there`() {
        let sample = Samples.lock()
        let size = Size(columns: 100, rows: 30)
        let bar = frame([.lanes, .log], size, sample, after: [.nextPanel]).text.split(separator: "\n").last ?? ""
        #expect(bar.hasPrefix(" ↑↓ message"))
        let lanes = frame(.lanes, size, sample, after: [.nextPanel]).text.split(separator: "\n").last ?? ""
        #expect(lanes.hasPrefix(" space pause"))
    }
}
