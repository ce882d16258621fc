import ThreadModel
import ThreadTrace

/// So many executions, each by lot.
final class Sampling: ExecutionStrategy {
    /// How lots are drawn.
    enum Kind: Hashable, Sendable {
        case random, pos, surw
        case pct(depth: Int)
    }

    private let kind: Kind
    private let runs: Int
    // Not checked for exclusive access at each step, as all is done on one thread.
    @exclusivity(unchecked) private var lots: Lots
    private let first: Int
    private var generator: SplitMix64
    /// How many seeds have been drawn.
    private var drawn = 0
    @exclusivity(unchecked) private var scheduler: any Scheduler = Schedule.Strategy.lowest.makeScheduler()
    /// Of the execution at hand, by thread.
    @exclusivity(unchecked) private var lengths: [Int] = []
    @exclusivity(unchecked) private var steps = 0

    /// - Parameters:
    ///   - runs: how many executions there are in all.
    ///   - seed: what all lots are drawn from.
    ///   - lots: which of them are to be drawn.
    init(_ kind: Kind, runs: Int, seed: UInt64, _ lots: Lots) {
        self.kind = kind
        self.runs = runs
        self.lots = lots
        first = lots.next
        generator = SplitMix64(seed: seed)
    }

    var isExhausted: Bool { lots.next >= runs }
    var rest: Part? { .lots(lots) }
    var covered: Double {
        isExhausted ? 1 : Double(lots.next - first) / Double(max(runs - first, 1))
    }

    func begin() {
        var seed = generator.next()
        // Each execution has the seed that it would have if all were drawn here.
        while drawn < lots.next {
            seed = generator.next()
            drawn += 1
        }
        drawn += 1
        let strategy: Schedule.Strategy =
            switch kind {
            case .random: .random(seed: seed)
            case .pos: .pos(seed: seed)
            case .surw: .surw(seed: seed, lengths: lots.lengths)
            case .pct(let depth):
                .pct(
                    seed: seed, depth: depth,
                    length: lots.longest > 0 ? lots.longest : Schedule.Strategy.usualLength)
            }
        scheduler = strategy.makeScheduler()
        lengths = []
        steps = 0
    }

    func choose(_ situation: Situation) -> ThreadID? {
        guard let thread = try? scheduler.choose(situation) else { return nil }
        steps += 1
        if kind == .surw, let request = situation.request(of: thread),
            SURWScheduler.counts(request.operation)
        {
            while lengths.count <= thread.index { lengths.append(0) }
            lengths[thread.index] += 1
        }
        return thread
    }

    func finish(_ situation: Situation) {
        lots.longest = max(lots.longest, steps)
        for (thread, length) in lengths.enumerated() {
            if thread < lots.lengths.count {
                lots.lengths[thread] = max(lots.lengths[thread], length)
            } else {
                lots.lengths.append(length)
            }
        }
        lots.next += lots.stride
    }

    func abandon(_ situation: Situation) { lots.next += lots.stride }
}
