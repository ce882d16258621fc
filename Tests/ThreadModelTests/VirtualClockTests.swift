import Testing
import ThreadTrace

@testable import ThreadModel

/// The clock of runs whose scheduler decides.
@Suite struct VirtualClockTests {
    private let second: Int64 = 1_000_000_000

    private func clock(_ speed: Speed = .normal, isPaused: Bool = false) -> RunClock {
        RunClock(.virtual, speed: speed, isPaused: isPaused, real: 0)
    }

    private func at(_ duration: Duration) -> Instant { Instant.zero.advanced(by: duration) }

    @Test func `real time does not move it`() {
        #expect(clock(.times(100)).now(real: 5 * second) == .zero)
    }

    @Test func `each step costs a little, paused or not`() {
        var clock = clock()
        for _ in 0..<3 { clock.takeStep(real: 0) }
        #expect(clock.now(real: 0) == at(RunClock.stepCost * 3))
        clock.set(isPaused: true, real: 0)
        clock.takeStep(real: 0)
        #expect(clock.now(real: 0) == at(RunClock.stepCost * 4))
    }

    @Test func `it jumps forward, never back`() {
        var clock = clock()
        clock.jump(to: at(.seconds(2)), real: 0)
        #expect(clock.now(real: 0) == at(.seconds(2)))
        clock.jump(to: at(.seconds(1)), real: 0)
        #expect(clock.now(real: 0) == at(.seconds(2)))
    }

    @Test func `waits end at ticks, never early`() {
        let tick = RunClock.tick
        #expect(clock().deadline((.milliseconds(1) as Duration).nanoseconds, from: .zero) == at(tick))
        #expect(clock().deadline((tick as Duration).nanoseconds, from: .zero) == at(tick))
        #expect(clock().deadline((tick as Duration).nanoseconds, from: at(.nanoseconds(1))) == at(tick * 2))
        #expect(clock().deadline((.zero as Duration).nanoseconds, from: .zero) == .zero)
        #expect(
            clock().deadline((.seconds(Int64.max) as Duration).nanoseconds, from: at(tick)) == .distantFuture)
        let nearlyForever = Duration.nanoseconds(Int64.max - 1)
        #expect(clock().deadline((nearlyForever as Duration).nanoseconds, from: .zero) == .distantFuture)
    }

    @Test func `it may go as far as its pace has come, and a little further`() {
        let clock = clock(.times(2))
        #expect(clock.mayReach(.zero, real: 0))
        #expect(!clock.mayReach(at(.seconds(2)), real: second / 2))
        #expect(clock.mayReach(at(.seconds(2)), real: second))
        #expect(clock.mayReach(at(.milliseconds(2_001)), real: second))
        #expect(!clock.mayReach(at(.milliseconds(2_003)), real: second))
    }

    @Test func `at full speed it may go anywhere`() {
        #expect(clock(.max).mayReach(.distantFuture, real: 0))
    }

    @Test func `its pace stands still while paused`() {
        var clock = clock()
        clock.set(isPaused: true, real: second)
        #expect(clock.paced(real: 9 * second) == at(.seconds(1)))
        #expect(clock.real(at: at(.seconds(2))) == nil)
        clock.set(isPaused: false, real: 9 * second)
        #expect(clock.paced(real: 10 * second) == at(.seconds(2)))
    }

    @Test func `time lost by computing is not caught up`() {
        var clock = clock()
        // A step that took a second; the pace waits for it.
        clock.takeStep(real: second)
        #expect(clock.paced(real: second) == at(RunClock.stepCost))
        #expect(clock.real(at: at(RunClock.stepCost + .seconds(1))) == 2 * second)
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `it is the sum of its steps and jumps, and never runs back`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var clock = clock()
        var real: Int64 = 0
        var expected = Duration.zero
        for _ in 0..<2_000 {
            real += .random(in: 0..<3_000_000, using: &random)
            let before = clock.now(real: real)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: clock.set(isPaused: Bool.random(using: &random), real: real)
            case 1: clock.set(speed: .times(.random(in: 0.1...8, using: &random)), real: real)
            case 2:
                let target = expected + .microseconds(Int.random(in: -500...5_000, using: &random))
                clock.jump(to: at(target), real: real)
                expected = max(expected, target)
            default:
                clock.takeStep(real: real)
                expected += RunClock.stepCost
            }
            let now = clock.now(real: real)
            try #require(now == at(expected))
            try #require(now >= before)
            try #require(clock.now(real: real + second) == now)
            // Whoever waits for the pace to come to the present is told when to come back.
            if let then = clock.real(at: now) { try #require(clock.mayReach(now, real: then)) }
        }
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `a wait ends at the first tick that is late enough`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let tick = RunClock.tick.nanoseconds
        for _ in 0..<1_000 {
            // In whole ticks or not.
            let unit = Bool.random(using: &random) ? tick : 1
            let start = unit * .random(in: 0..<second / unit, using: &random)
            let wait = unit * .random(in: 0..<second / unit, using: &random)
            let end = clock().deadline(
                (.nanoseconds(wait) as Duration).nanoseconds, from: Instant(nanoseconds: start)
            ).nanoseconds
            try #require(end.isMultiple(of: tick))
            try #require(end >= start + wait)
            try #require(end - tick < start + wait)
        }
    }
}
