import LaneCanvas
import LaneView
import TestSupport
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

    @Test func `a value's long name has room that its words leave`() throws {
        var run = TraceBuilder()
        let main = run.thread("main")
        let names = ["Bank.accounts['anna']", "Bank.accounts['bernard']"]
        let lock = run.resource(.lock, "Bank.lock")
        let values = names.map { run.resource(.shared, $0) }
        run.begin(main)
        run.acquire(main, lock)
        for value in values { run.happen(main, .write, .running, value, value: 7) }
        let sample = (trace: run.trace, status: RunStatus(scenario: "bank", title: ""))
        let lines = frame(.primitives, Size(columns: 60, rows: 24), sample).text.split(separator: "\n")
        // One column for the values, and the locks' own where it was.
        #expect(lines.contains { $0.contains("shared    Bank.accounts['anna']     7") })
        #expect(lines.contains { $0.hasPrefix("  shared    Bank.accounts['bernard']  7") })
        #expect(lines.contains { $0.hasPrefix("  lock      Bank.lock     main") })
    }

    @Test func `only what is asked for is there, in windows of every size`() {
        let titles: [(Panels, String)] = [
            (.primitives, "── primitives ─"), (.code, " code: "), (.log, "── log ─"),
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

    @Test func `a digit shows or hides a panel, and which there are is to be remembered`() {
        let sample = Samples.code()
        var screen = LaneScreen()
        let size = Size(columns: 100, rows: 40)
        func apply(_ action: Action) -> Effect? {
            screen.apply(
                action, trace: sample.trace, status: sample.status, sources: Samples.sources, size: size)
        }
        #expect(screen.action(for: .character("4")) == .togglePanel(.log))
        #expect(apply(.togglePanel(.log)) == .remember([.lanes, .primitives, .code]))
        #expect(apply(.togglePanel(.lanes)) == .remember([.primitives, .code]))
        #expect(apply(.togglePanel(.code)) == .remember(.primitives))
        // Something there has to be.
        #expect(apply(.togglePanel(.primitives)) == .remember(.lanes))
        #expect(apply(.togglePanel(.log)) == .remember([.lanes, .log]))
    }

    @Test func `the panel that has the keys can have all the room, and the next one after it`() {
        let size = Size(columns: 100, rows: 40)
        let titles = { (actions: [Action]) -> [String] in
            let text = frame(.all, size, Samples.lock(), after: actions).text
            return ["── primitives ─", "── log ─"].filter(text.contains)
        }
        #expect(titles([.maximise]) == [])
        #expect(titles([.previousPanel, .maximise]) == ["── log ─"])
        #expect(titles([.nextPanel, .maximise]) == ["── primitives ─"])
        #expect(titles([.nextPanel, .maximise, .nextPanel]) == ["── log ─"])
        #expect(titles([.nextPanel, .maximise, .maximise]) == ["── primitives ─", "── log ─"])
    }

    @Test func `the code can have the keys and all the room, and is scrolled until another line is reached`()
    {
        let size = Size(columns: 100, rows: 40)
        let sample = Samples.code()
        let lines = { (actions: [Action]) in
            frame(.all, size, sample, after: [.selectDown] + actions).text.split(
                separator: "\n", omittingEmptySubsequences: false)
        }
        let code = [Action.nextPanel, .nextPanel]
        #expect(lines(code).contains { $0.contains("┬▸ code: ") })
        let whole = lines(code + [.maximise])
        #expect(whole[1].contains("code: Samples/Counter.swift"))
        #expect(!whole.contains { $0.contains("── log ─") })
        // All of the file has room there; beside the primitives, the selected thread's line goes out of view.
        let low = Size(columns: 100, rows: 24)
        let ends = frame(.all, low, sample, after: [.selectDown] + code + [.selectLast]).text
        #expect(ends.contains("print(\"done\", shared)") && !ends.contains("import ThreadRuntime"))
    }

    @Test func `Alt with the digit does the same, also where digits are text`() {
        var screen = LaneScreen()
        let sample = Samples.code()
        #expect(screen.action(for: .alt("4")) == .togglePanel(.log))
        _ = screen.apply(
            .filter, trace: sample.trace, status: sample.status, sources: Samples.sources,
            size: Size(columns: 100, rows: 40))
        #expect(screen.action(for: .character("4")) == .type("4"))
        #expect(screen.action(for: .alt("4")) == .togglePanel(.log))
    }

    @Test func `for an audience there are the lanes and a caption, and no more`() {
        let text = frame(.all, Size(columns: 100, rows: 30), Samples.lock(), after: [.present]).text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0].contains("Synchronizing access") && !lines[0].contains("seed"))
        #expect(!text.contains("── ") && !text.contains("q quit"))
        #expect(lines.contains { $0.contains("worker-2 logged: Thread 2 : Obtained lock") })
    }

    @Test func `more lanes are in view where there are fewer panels`() {
        let counts = [Panels.all, [.lanes, .log], .lanes].map { panels in
            frame(panels, Size(columns: 100, rows: 30), Samples.crowd(), after: []).text
                .split(separator: "\n").count { $0.contains("guest-") && !$0.contains("◂") }
        }
        #expect(counts == counts.sorted())
        #expect(counts.last == 24)
    }

    @Test func `Tab goes to the panels that are there`() {
        let sample = Samples.lock()
        let size = Size(columns: 100, rows: 30)
        let bar =
            frame([.lanes, .log], size, sample, after: [.nextPanel]).text.split(separator: "\n").last ?? ""
        #expect(bar.hasPrefix(" ↑↓ message"))
        let lanes = frame(.lanes, size, sample, after: [.nextPanel]).text.split(separator: "\n").last ?? ""
        #expect(lanes.hasPrefix(" space pause"))
    }
}
