import LaneCanvas
import LaneView
import Testing
import ThreadTrace
import Themes

/// Every overlay, and the primitives with the keys, in windows of every size.
@Suite struct OverlaySnapshotTests {
    private static let sizes = [
        Size(columns: 40, rows: 10), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40),
        Size(columns: 200, rows: 60),
    ]

    private let theme: Theme

    init() throws { theme = try #require(try Theme.builtIn().first) }

    private func expect(
        _ sample: (trace: Trace, status: RunStatus), _ actions: [Action], _ size: Size, _ name: String
    ) throws {
        var screen = LaneScreen()
        for action in actions {
            _ = screen.apply(action, trace: sample.trace, status: sample.status, size: size)
        }
        for (glyphs, suffix) in [(Glyphs.unicode, ""), (.ascii, "-ascii")] {
            let frame = screen.frame(
                trace: sample.trace, status: sample.status, theme: theme, glyphs: glyphs, size: size)
            try expectSnapshot(frame, "\(name)-\(size)\(suffix)")
        }
    }

    @Test(arguments: sizes) func `the details of a lane that holds a lock`(_ size: Size) throws {
        var sample = Samples.lock()
        sample.status.isPaused = true
        sample.status.upcoming = UpcomingOperation(
            thread: ThreadID(4), kind: .read, resource: ResourceID(4),
            place: SourceLocation(file: "Notebook/SynchronizedAccess.swift", line: 21), canGo: true)
        try expect(sample, [.selectDown, .selectDown, .selectDown, .choose], size, "details")
    }

    @Test(arguments: sizes) func `the details of a lane that is deadlocked`(_ size: Size) throws {
        try expect(Samples.deadlock(), [.selectDown, .choose], size, "details-deadlock")
    }

    @Test(arguments: sizes) func `the details of a lane with a hostile name`(_ size: Size) throws {
        try expect(Samples.failed(), [.selectLast, .choose], size, "details-failed")
    }

    @Test(arguments: sizes) func `who waits for whom`(_ size: Size) throws {
        try expect(Samples.lock(), [.showWaits], size, "waits")
    }

    @Test(arguments: sizes) func `the circle of a deadlock`(_ size: Size) throws {
        try expect(Samples.deadlock(), [.showWaits], size, "waits-deadlock")
    }

    @Test(arguments: sizes) func `a thousand wait`(_ size: Size) throws {
        try expect(Samples.crowd(), [.showWaits, .pageDown], size, "waits-crowd")
    }

    @Test(arguments: sizes) func `contention as a table`(_ size: Size) throws {
        try expect(Samples.deadlock(), [.showContention, .nextPanel], size, "contention")
    }

    @Test(arguments: sizes) func `what is wrong`(_ size: Size) throws {
        try expect(Samples.deadlock(), [.showFindings], size, "findings-deadlock")
    }

    @Test(arguments: sizes) func `a primitive's users are highlighted`(_ size: Size) throws {
        try expect(
            Samples.deadlock(), [.nextPanel, .selectDown, .choose], size, "primitives-highlight")
    }
}
