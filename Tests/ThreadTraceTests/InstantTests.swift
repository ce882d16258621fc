import Testing
import ThreadTrace

@Suite struct InstantTests {
    private let earliest = Instant(nanoseconds: .min)

    @Test func `instants and durations add up`() {
        let instant = Instant(nanoseconds: 40)
        #expect(instant.advanced(by: .nanoseconds(2)).nanoseconds == 42)
        #expect(instant.advanced(by: .nanoseconds(-50)).nanoseconds == -10)
        #expect(instant.duration(to: Instant(nanoseconds: 25)) == .nanoseconds(-15))
        #expect(instant < Instant(nanoseconds: 41))
    }

    @Test(
        arguments: [.seconds(Int64.max), .nanoseconds(Int64.max), .seconds(300 * 366 * 86_400)] as [Duration])
    func `too long a wait lasts forever`(duration: Duration) {
        #expect(Instant(nanoseconds: 1).advanced(by: duration) == .distantFuture)
    }

    @Test(arguments: [.seconds(Int64.min), .nanoseconds(Int64.min)] as [Duration])
    func `too far back is the earliest instant`(duration: Duration) {
        #expect(Instant(nanoseconds: -1).advanced(by: duration) == earliest)
    }

    @Test func `the time between any two instants can be told`() {
        #expect(Instant.zero.duration(to: .distantFuture) == .nanoseconds(Int64.max))
        let all = Duration.nanoseconds(Int64.max) - .nanoseconds(Int64.min)
        #expect(earliest.duration(to: .distantFuture) == all)
        #expect(Instant.distantFuture.duration(to: earliest) == .zero - all)
    }

    @Test func `durations count whole nanoseconds`() {
        #expect(Duration.milliseconds(1_500).nanoseconds == 1_500_000_000)
        #expect(Duration(secondsComponent: 0, attosecondsComponent: 1_999_999_999).nanoseconds == 1)
        #expect(Duration.seconds(-2).nanoseconds == -2_000_000_000)
        #expect(Duration.milliseconds(2_500).inSeconds == 2.5)
    }

    @Test func `durations are held to what can be counted`() {
        #expect(Duration.seconds(Int64.max).nanoseconds == .max)
        #expect(Duration.seconds(Int64.min).nanoseconds == .min)
        #expect(Duration.nanoseconds(Int64.max).nanoseconds == .max)
        #expect(Duration.nanoseconds(Int64.min).nanoseconds == .min)
        #expect((Duration.nanoseconds(Int64.max) + .nanoseconds(1)).nanoseconds == .max)
        #expect((Duration.nanoseconds(Int64.min) - .nanoseconds(1)).nanoseconds == .min)
    }
}
