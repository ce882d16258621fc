import Glibc
import LaneView
import Synchronization
import Testing

@testable import Threadlanes

/// The preview's runs are real; its clock is the test's as far as resting is concerned.
@Suite(.serialized) struct ScenarioPreviewTests {
    private static let quick = Scenario("quick", title: "", summary: "") {
        let thread = Thread {}
        try thread.start()
        try thread.join()
    }

    /// How many threads of `endless` are in their bodies, in whatever run.
    private static let alive = Mutex(0)

    private static let endless = Scenario("endless", title: "", summary: "") {
        let event = Event()
        @Sendable func live(_ body: () throws -> Void) rethrows {
            alive.withLock { $0 += 1 }
            defer { alive.withLock { $0 -= 1 } }
            try body()
        }
        let threads = (0..<5).map { _ in Thread { try live { try event.wait() } } }
        for thread in threads { try thread.start() }
        try live { while true { try Threading.sleep(for: .milliseconds(1)) } }
    }

    private static var living: Int { alive.withLock { $0 } }

    private let preview = ScenarioPreview { _ in .parallel }
    private let start = ContinuousClock.now

    /// Advances until `condition`, for at most some seconds.
    private func advance(at moment: ContinuousClock.Instant, until condition: () -> Bool) -> Bool {
        let deadline = ContinuousClock.now + .seconds(120)
        while ContinuousClock.now < deadline {
            _ = preview.advance(at: moment)
            if condition() { return true }
            usleep(1000)
        }
        return false
    }

    @Test func `nothing selected, nothing to do`() {
        preview.follow(nil, at: start)
        #expect(!preview.advance(at: start + .seconds(9)))
        #expect(preview.untilNext(at: start) == nil)
        #expect(preview.shown == nil)
    }

    @Test func `it begins when the selection has rested`() {
        defer { preview.stop(within: .seconds(5)) }
        preview.follow(Self.endless, at: start)
        #expect(preview.untilNext(at: start) == ScenarioPreview.delay)
        let before = start + ScenarioPreview.delay - .milliseconds(1)
        #expect(!preview.advance(at: before))
        #expect(preview.systemThreads == 0)
        // The same again does not put it off.
        preview.follow(Self.endless, at: before)
        #expect(advance(at: start + ScenarioPreview.delay) { preview.shown != nil })
        #expect(advance(at: start + ScenarioPreview.delay) { preview.systemThreads == 6 })
        #expect(advance(at: start + ScenarioPreview.delay) { preview.shown?.trace.threadCount == 6 })
    }

    @Test func `it runs again after a rest, and knows by then how large it gets`() {
        defer { preview.stop(within: .seconds(5)) }
        let runs = Mutex(0)
        let counting = Scenario("counting", title: "", summary: "") {
            runs.withLock { $0 += 1 }
            try Self.quick.body()
        }
        preview.follow(counting, at: start)
        let begin = start + ScenarioPreview.delay
        #expect(advance(at: begin) { preview.shown?.trace.verdict == .finished })
        #expect(preview.untilNext(at: begin) == ScenarioPreview.rest)
        #expect(!preview.advance(at: begin + .seconds(1)))
        #expect(preview.shown?.expected?.lanes == 2)
        let again = begin + ScenarioPreview.rest
        #expect(!preview.advance(at: again), "there is nothing else to see yet")
        #expect(preview.shown?.trace.verdict == .finished)
        #expect(advance(at: again) { runs.withLock { $0 } == 2 })
        #expect(advance(at: again) { preview.untilNext(at: again) == ScenarioPreview.rest })
        #expect(preview.shown?.trace.verdict == .finished)
    }

    @Test func `moving on ends what ran, at once and with all its threads`() {
        preview.follow(Self.endless, at: start)
        var moment = start
        for index in 0..<20 {
            moment += .seconds(1)
            #expect(advance(at: moment) { Self.living == 6 }, "\(index)")
            preview.follow(Self.quick, at: moment)
            #expect(preview.shown == nil)
            #expect(advance(at: moment) { preview.systemThreads == 0 }, "\(index)")
            #expect(Self.living == 0, "\(index)")
            preview.follow(Self.endless, at: moment)
        }
        preview.stop(within: .seconds(5))
        #expect(preview.systemThreads == 0)
        #expect(Self.living == 0)
        #expect(preview.untilNext(at: moment) == nil)
    }

    @Test func `a run without an end begins anew, in time`() {
        defer { preview.stop(within: .seconds(5)) }
        preview.follow(Self.endless, at: start)
        let begin = start + ScenarioPreview.delay
        #expect(advance(at: begin) { preview.systemThreads == 6 })
        let late = begin + ScenarioPreview.timeLimit + .seconds(1)
        #expect(advance(at: late) { preview.systemThreads == 0 })
        #expect(preview.untilNext(at: late) == ScenarioPreview.rest)
    }

    @Test func `after three runs the last one's end stays, until somebody touches something`() {
        defer { preview.stop(within: .seconds(5)) }
        let runs = Mutex(0)
        let counting = Scenario("counting", title: "", summary: "") {
            runs.withLock { $0 += 1 }
            try Self.quick.body()
        }
        preview.follow(counting, at: start)
        var moment = start
        func runOn(to count: Int) -> Bool {
            for _ in 0..<count {
                moment += .seconds(2)
                let before = runs.withLock { $0 }
                guard advance(at: moment, until: { runs.withLock { $0 } > before }),
                    advance(
                        at: moment, until: { preview.untilNext(at: moment) != ScenarioPreview.frameInterval })
                else { return false }
            }
            return advance(at: moment) { preview.systemThreads == 0 }
        }
        for round in 1...2 {
            #expect(runOn(to: ScenarioPreview.runs))
            #expect(preview.untilNext(at: moment) == nil)
            #expect(!preview.advance(at: moment + .seconds(3600)))
            #expect(preview.shown?.trace.verdict == .finished)
            #expect(runs.withLock { $0 } == ScenarioPreview.runs * round)
            preview.touch(at: moment)
            #expect(preview.shown?.trace.verdict == .finished)
            #expect(preview.untilNext(at: moment) == ScenarioPreview.delay)
        }
    }

    @Test func `what computes stops computing when it is left`() {
        let computing = Scenario("computing", title: "", summary: "") {
            let threads = (0..<4).map { _ in Thread { try Threading.compute(for: .seconds(Int64.max)) } }
            for thread in threads { try thread.start() }
            for thread in threads { try thread.join() }
        }
        preview.follow(computing, at: start)
        #expect(advance(at: start + .seconds(1)) { preview.systemThreads == 5 })
        preview.stop(within: .seconds(20))
        #expect(preview.systemThreads == 0)
        #expect(preview.untilNext(at: start) == nil)
    }
}
