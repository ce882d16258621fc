import Testing
import ThreadRuntime

@testable import ThreadPrograms

/// The replaced classes answer as CPython's own: asked of this machine's in the same test.
@Suite struct SemanticsTests {
    private static let schedules: [Schedule] = [.parallel, .random(seed: 1), .random(seed: 2), .roundRobin]

    @Test(arguments: schedules) func `point by point they answer what CPython answers`(schedule: Schedule)
        throws
    {
        let (path, text) = try fixture("semantics.py")
        let expected = try bare(path)
        let run = try ProgramRun(text, schedule, speed: schedule == .parallel ? .normal : .max)
        #expect(expected.count > 100)
        #expect(run.output == expected)
    }

    /// Inputs that broke what was tried before.
    @Test(
        arguments: ["aio", "cached", "cond", "daemon", "exc", "gc", "kbd", "many", "meaning", "mp"],
        [Schedule.parallel, .random(seed: 1)])
    func `it prints what CPython prints`(name: String, schedule: Schedule) throws {
        let (path, text) = try fixture("cases/\(name).py")
        let expected = try bare(path)
        let run = try ProgramRun(text, schedule, speed: schedule == .parallel ? .normal : .max)
        let output = run.output.filter { !$0.contains("forked") }
        // Bare, two threads that print at once can tear each other's lines.
        #expect(name == "cached" ? output.joined() == expected.joined() : output == expected)
        #expect(run.verdict.outcome == (name == "exc" ? .failed : .finished))
    }

    @Test func `an error of a thread is told with its traceback`() throws {
        let run = try ProgramRun(try fixture("cases/exc.py").text)
        #expect(run.verdict == .failed("bad: ValueError: no such thing"))
        #expect(run.complaints.first == "Exception in thread bad:")
        #expect(run.complaints.last == "ValueError: no such thing")
        #expect(run.complaints.contains { $0.contains("line 2, in work") })
        #expect(!run.complaints.contains { $0.contains("<threadlanes>") })
    }
}
