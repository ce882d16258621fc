import Testing
import ThreadTrace

@Suite struct EventTests {
    @Test func `an event takes 32 bytes`() {
        #expect(MemoryLayout<Event>.stride == 32)
    }

    @Test(arguments: Activity.allCases)
    func `activity and detail share a byte and do not mix`(activity: Activity) {
        for detail in 0...15 as ClosedRange<UInt8> {
            let event = Event(
                time: .zero, thread: .runtime, kind: .log, activity: activity, detail: detail, step: 0)
            #expect(event.activity == activity)
            #expect(event.detail == detail)
        }
    }

    @Test func `an event says what its thread is doing since when`() {
        let event = Event(
            time: Instant(nanoseconds: 5), thread: ThreadID(1), kind: .block, activity: .waiting,
            resource: ResourceID(2), holds: ResourceID(3), value: 9, step: 4)
        let state = ThreadState(
            activity: .waiting, resource: ResourceID(2), holds: ResourceID(3), since: Instant(nanoseconds: 5))
        #expect(event.state == state)
        #expect(event.name == NameID(9))
    }

    @Test func `definitions, arrivals and the end are no steps, everything else is`() {
        let others: [EventKind] = [
            .defineThread, .defineResource, .defineValue, .ready, .block, .sleep, .busy, .drop, .chosen,
            .deadlock, .verdict, .forgotten, .kept,
        ]
        for kind in EventKind.allCases { #expect(kind.isStep == !others.contains(kind), "\(kind)") }
    }

    @Test func `a thread is alive from its start to its end, deadlocked or not`() {
        let alive: [Activity] = [.ready, .running, .waiting, .sleeping, .deadlocked]
        let final: [Activity] = [.done, .failed, .deadlocked]
        for activity in Activity.allCases {
            #expect(activity.isAlive == alive.contains(activity), "\(activity)")
            #expect(activity.isFinal == final.contains(activity), "\(activity)")
        }
    }
}
