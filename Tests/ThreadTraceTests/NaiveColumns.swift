import ThreadTrace

@testable import struct ThreadTrace.LaneColumn

extension NaiveTrace {
    /// A lane's columns, each by going through all events of the thread up to `now`.
    func columns(of thread: ThreadID, over columns: TimeColumns, until now: Instant) -> [LaneColumn?] {
        let own = events.filter { $0.thread == thread && $0.time <= now }
        return (0..<columns.count).map { index in
            let (begin, end) = (columns.start(of: index), columns.start(of: index + 1))
            guard begin <= now else { return nil }
            let beginning = own.filter { begin <= $0.time && $0.time < end }
            guard beginning.isEmpty else {
                let shown = Self.byTelling.lazy.compactMap { isTold in beginning.last(where: isTold) }.first
                return shown.map { column($0, isChange: true) }
            }
            let before = own.last { $0.time < begin }
            let ended: [Activity] = [.new, .done, .failed]
            return before.flatMap { ended.contains($0.activity) ? nil : column($0, isChange: false) }
        }
    }

    private func column(_ event: Event, isChange: Bool) -> LaneColumn {
        LaneColumn(
            activity: event.activity, resource: event.resource, holds: event.holds, isChange: isChange)
    }

    /// What a column tells first: how it ended, then waiting, then work under a lock.
    private static let byTelling: [@Sendable (Event) -> Bool] = [
        { $0.activity == .failed },
        { $0.activity == .deadlocked },
        { $0.activity == .done },
        { $0.activity == .waiting },
        { $0.activity == .running && $0.holds != .none },
        { $0.activity == .sleeping },
        { $0.activity == .running },
        { $0.activity == .ready },
    ]
}
