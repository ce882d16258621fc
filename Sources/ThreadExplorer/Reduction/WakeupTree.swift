/// Sequences of moves that have to be taken from one place of an execution on, as a tree: its branches are explored from the first to the
/// last, and a sequence that one of them covers is not added again (Abdulla et al., JACM 2017, definition 6.3).
final class Branch {
    /// What is known of it grows when it has been taken.
    var move: Move
    private(set) var branches: [Branch] = []

    init(_ move: Move) { self.move = move }

    /// Adds a sequence that no branch covers.
    static func insert(
        _ sequence: Sequence, into branches: inout [Branch], _ landscape: Landscape, isStrict: Bool
    ) {
        var sequence = sequence
        guard let branch = sequence.enter(branches, landscape, isStrict: isStrict) else {
            if let chain = sequence.chain() { branches.append(chain) }
            return
        }
        branch.insert(sequence, landscape, isStrict: isStrict)
    }

    private func insert(_ sequence: Sequence, _ landscape: Landscape, isStrict: Bool) {
        // What ends here is explored in all ways from here on.
        if branches.isEmpty || sequence.isEmpty { return }
        Self.insert(sequence, into: &branches, landscape, isStrict: isStrict)
    }

    /// Moves in an order, of which may be known that some could come first.
    struct Sequence {
        private(set) var moves: [Move]
        /// Whether of two moves, by place, the first happens before the second.
        private var order: [[Bool]]

        /// - Parameter happensBefore: asked of each two places once.
        init(_ moves: [Move], happensBefore: (Int, Int) -> Bool) {
            self.moves = moves
            order = moves.indices.map { second in (0..<second).map { happensBefore($0, second) } }
        }

        var isEmpty: Bool { moves.isEmpty }

        /// Whether the sequence could as well begin with this thread: its first move waits for none before it; or it has none, and
        /// its next does not conflict with any.
        ///
        /// - Parameter isStrict: whether it has to have one. What begins with another's next move is found by whoever tries that, who
        ///   tells nobody else.
        /// - Returns: nil for no, otherwise the move's place, or -1 where it has none.
        func initial(_ move: Move, _ landscape: Landscape, isStrict: Bool) -> Int? {
            if let place = moves.firstIndex(where: { $0.thread == move.thread }) {
                return order[place].contains(true) ? nil : place
            }
            return isStrict || moves.contains { landscape.conflicts($0, move) } ? nil : -1
        }

        /// Goes into the first of these branches that it could begin with.
        fileprivate mutating func enter(
            _ branches: [Branch], _ landscape: Landscape, isStrict: Bool
        ) -> Branch? {
            for branch in branches {
                guard let place = initial(branch.move, landscape, isStrict: isStrict) else { continue }
                if place >= 0 { remove(place) }
                return branch
            }
            return nil
        }

        private mutating func remove(_ place: Int) {
            moves.remove(at: place)
            order.remove(at: place)
            for index in place..<order.count { order[index].remove(at: place) }
        }

        fileprivate func chain() -> Branch? {
            var next: Branch?
            for move in moves.reversed() {
                let branch = Branch(move)
                if let next { branch.branches = [next] }
                next = branch
            }
            return next
        }
    }
}
