import Algorithms
import TestSupport
import Testing

@testable import ThreadTrace

/// Who waits, and which messages there are, at any moment: beside going through all events.
@Suite struct HistoryTests {
    private static let cases: [(count: Int, seed: UInt64)] = [(8, 1), (60, 2), (500, 3), (6_000, 4)]

    @Test(arguments: cases)
    func `who waits comes in the order of beginning to, as many as are asked for`(
        count: Int, seed: UInt64
    ) throws {
        var run = RandomRun(count: count, seed: seed)
        for position in run.positions(30) {
            let moment = run.trace.moment(at: position)
            for resource in (1...5).map(ResourceID.init) {
                var waiters: [ThreadID] = []
                for event in run.events.prefix(position) {
                    let waits = event.state.isWaiting && event.resource == resource
                    if !waits { waiters.removeAll { $0 == event.thread } }
                    if waits, !waiters.contains(event.thread) { waiters.append(event.thread) }
                }
                try #require(moment.waiters(of: resource) == waiters)
                try #require(moment.waiters(of: resource, limit: 2) == Array(waiters.prefix(2)))
                try #require(moment.waiterCount(of: resource) == waiters.count)
            }
        }
    }

    @Test func `many wait at once`() {
        var history = WaitHistory()
        for event in 0..<1000 { _ = history.begin(at: event) }
        for wait in stride(from: 0, to: 1000, by: 2) { history.end(wait, at: 1000 + wait) }
        #expect(history.count(at: 1000) == 1000)
        #expect(history.beginnings(at: 600, limit: 2000).count == 600)
        #expect(history.count(at: 3000) == 500)
        #expect(history.beginnings(at: 3000, limit: 3) == [1, 3, 5])
        #expect(history.beginnings(at: 1501, limit: 3) == [1, 3, 5])
    }

    @Test(arguments: 0..<20)
    func `waits for a resource are kept the same whether there is one or there are many`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var (all, histories) = (WaitHistories(), [WaitHistory](repeating: WaitHistory(), count: 6))
        for _ in histories { all.addResource() }
        var open: [(resource: Int, number: Int)] = []
        for event in 0..<40 {
            if Bool.random(using: &random), let ends = open.indices.randomElement(using: &random) {
                let wait = open.remove(at: ends)
                all.end(wait.resource, wait.number, at: event)
                histories[wait.resource].end(wait.number, at: event)
            } else {
                // Mostly the last one: the first ones are waited for hardly ever.
                let resource = (0..<4).map { _ in Int.random(in: 0..<6, using: &random) }.max() ?? 0
                let number = histories[resource].begin(at: event)
                #expect(all.begin(resource, at: event) == number)
                open.append((resource, number))
            }
        }
        for (position, resource) in product(0...41, histories.indices) {
            let history = histories[resource]
            #expect(all.count(of: resource, at: position) == history.count(at: position))
            for limit in [0, 1, 100] {
                #expect(
                    all.beginnings(of: resource, at: position, limit: limit)
                        == history.beginnings(at: position, limit: limit))
            }
        }
        #expect(all.begin(6, at: 50) == nil)
    }

    @Test(arguments: cases)
    func `messages are found in both directions, by thread and level`(count: Int, seed: UInt64) throws {
        var run = RandomRun(count: count, seed: seed)
        let filters = [
            MessageFilter(), MessageFilter(thread: ThreadID(2)), MessageFilter(levels: .atLeast(.warning)),
            MessageFilter(thread: ThreadID(3), levels: .atLeast(.info)),
        ]
        for position in run.positions(30) {
            for filter in filters {
                let found = run.events.indices.filter { passes(run.events[$0], filter) }
                try #require(run.trace.message(before: position, filter) == found.last { $0 < position })
                try #require(run.trace.message(from: position, filter) == found.first { $0 >= position })
            }
        }
    }

    private func passes(_ event: Event, _ filter: MessageFilter) -> Bool {
        guard event.kind == .log || event.kind == .output else { return false }
        if let thread = filter.thread, event.thread != thread { return false }
        if filter.levels == .all { return true }
        let least: UInt8 = filter.levels == .atLeast(.warning) ? 4 : 2
        return event.kind == .log ? event.detail >= least : least <= 2
    }
}
