import Glibc
import LaneView
import ThreadPrograms
import ThreadTrace

/// A program that is watched while it runs: nobody but its threads and the system decides what it does.
final class WatchSource: RunSource {
    /// So long its last events are waited for once it has been ended, in milliseconds.
    private static let patience = 2_000

    private let program: WatchedProgram
    private let wake: @Sendable () -> Void
    let header: TraceHeader

    /// - Parameter wake: called whenever there is something to take.
    init(_ program: WatchedProgram, _ header: TraceHeader, wake: @escaping @Sendable () -> Void) {
        self.program = program
        self.header = header
        self.wake = wake
    }

    var file: String? { nil }

    func start() { program.start(wake: wake) }
    func take() -> EventBatch { program.take() }

    func stop() {
        program.end()
        for _ in 0..<Self.patience where !program.hasEnded { usleep(1_000) }
    }

    func branch(_ branch: Branch, leaving trace: Trace) throws -> EventBatch {
        throw NoSuchWay(description: "a program that is only watched goes no other way")
    }

    func visit(run: Int, leaving trace: Trace) throws -> EventBatch? { nil }

    func report(selected: ThreadID?, at moment: ShownMoment?) -> RunReport {
        let texts = program.texts
        return RunReport(
            RunStatus(header, texts, now: program.now), listings: texts, hasEnded: program.hasEnded)
    }

    /// What has happened is played by the screen.
    func carryOut(_ effect: Effect, _ trace: Trace) -> String? { nil }
}
