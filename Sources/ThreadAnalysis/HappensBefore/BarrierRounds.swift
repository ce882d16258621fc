import ThreadTrace

/// What those who come to a barrier learn of each other, round by round.
///
/// Who passes knows what all knew who came to that round; who learns that it was broken knows what the one knew that broke it. Several
/// rounds may be left one after the other while the next gathers.
struct BarrierRounds: Sendable {
    private struct Ended {
        let round: Int
        let known: VectorClock
        /// How many have not left it yet.
        var remaining: Int
    }

    private var round = 0
    private var gathered = VectorClock()
    private var arrived = 0
    private var ended: [Ended] = []
    /// What the one knew that broke it.
    private var broken: Stamp?
    /// Which round each thread came to, that has not left it.
    private var rounds: [ThreadID: Int] = [:]

    /// - Returns: what the thread learns at once: that it is broken.
    mutating func arrive(_ thread: ThreadID, _ stamp: Stamp, isRefused: Bool) -> Stamp? {
        if isRefused { return broken }
        gathered.learn(stamp)
        arrived += 1
        rounds[thread] = round
        return nil
    }

    /// - Returns: what the last to come, or who carried out the action, knows from then on; nil where the round had been broken.
    mutating func trip(_ thread: ThreadID, _ stamp: Stamp) -> VectorClock? {
        if let own = rounds.removeValue(forKey: thread) {
            // It carried out the action, and was counted when it came.
            arrived -= own == round ? 1 : 0
            guard own == round else {
                leave(own)
                return nil
            }
        }
        gathered.learn(stamp)
        defer { endRound(gathered) }
        return gathered
    }

    mutating func abort(_ stamp: Stamp) {
        broken = stamp
        var known = VectorClock()
        known.learn(stamp)
        endRound(known)
    }

    mutating func reset(_ stamp: Stamp) {
        abort(stamp)
        broken = nil
    }

    /// A thread gives up, which breaks it.
    mutating func giveUp(_ thread: ThreadID, _ stamp: Stamp) {
        if let own = rounds.removeValue(forKey: thread) {
            guard own == round else { return leave(own) }
            arrived -= 1
        }
        abort(stamp)
    }

    /// - Returns: what the thread learns.
    mutating func pass(_ thread: ThreadID) -> VectorClock? {
        guard let own = rounds.removeValue(forKey: thread) else { return nil }
        defer { leave(own) }
        return ended.first { $0.round == own }?.known
    }

    private mutating func endRound(_ known: VectorClock) {
        if arrived > 0 { ended.append(Ended(round: round, known: known, remaining: arrived)) }
        round += 1
        arrived = 0
        gathered = VectorClock()
    }

    private mutating func leave(_ round: Int) {
        guard let place = ended.firstIndex(where: { $0.round == round }) else { return }
        ended[place].remaining -= 1
        if ended[place].remaining <= 0 { ended.remove(at: place) }
    }
}
