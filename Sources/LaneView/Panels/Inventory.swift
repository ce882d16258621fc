import ThreadTrace
import Themes

/// Which resources the primitives panel tells of: those that threads meet at, busy ones first when there is no room for all.
///
/// Looks at the oldest and the newest few hundred resources only, so that a run that makes a future per task costs no more.
struct Inventory {
    private static let reach = 256

    /// In order of creation, those that there were at the moment that is shown.
    private(set) var resources: [ResourceID] = []
    /// How many futures stood where, by `FuturePhase`.
    private(set) var futures: [Int] = [Int](repeating: 0, count: 5)
    /// Rows that it would take to show everything that ever was: looking back does not make panels jump.
    private(set) var rowCount = 0
    /// Whether there are resources that were not looked at.
    let isPartial: Bool

    var hasFutures: Bool { futures.contains { $0 > 0 } }

    init(_ scene: Scene) {
        let count = scene.trace.resourceCount
        isPartial = count > 2 * Self.reach
        var knowsFutures = false
        func look(_ range: Range<Int>) {
            for index in range {
                let resource = ResourceID(UInt32(index + 1))
                let last = scene.moment.lastEvent(of: resource)
                let isThere = last.map { $0.kind != .destroy } ?? false
                switch scene.trace[resource]?.kind {
                case nil, .thread, .logger, .outside: break
                case .future:
                    knowsFutures = true
                    guard isThere else { break }
                    let value = scene.moment.value(of: resource)?.number ?? FuturePhase.pending.rawValue
                    if futures.indices.contains(Int(value)) { futures[Int(value)] += 1 }
                default:
                    rowCount += 1
                    if isThere { resources.append(resource) }
                }
            }
        }
        look(0..<min(count, Self.reach))
        look(max(Self.reach, count - Self.reach)..<max(Self.reach, count))
        if knowsFutures { rowCount += 1 }
    }

    /// The resources for `rows` rows, in order of creation. Held and waited-for ones go before the rest.
    func shown(in rows: Int, _ moment: Trace.Moment) -> [ResourceID] {
        let rows = max(hasFutures ? rows - 1 : rows, 0)
        if resources.count <= rows { return resources }
        let busy = resources.filter { moment.holder(of: $0) != nil || moment.waiterCount(of: $0) > 0 }
        let chosen = Set(busy.prefix(rows))
        var spare = rows - chosen.count
        return resources.filter { resource in
            if chosen.contains(resource) { return true }
            guard spare > 0 else { return false }
            spare -= 1
            return true
        }
    }
}
