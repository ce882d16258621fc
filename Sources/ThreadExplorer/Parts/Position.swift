import ThreadTrace

/// A place in a scenario's executions from which a search goes on: the first steps of an execution, and for each of them what else is to
/// be tried there, and what is not.
///
/// Threads are by number in order of creation, which is the same in all executions that begin with these steps.
package struct Position: Hashable, Sendable {
    struct Place: Hashable, Sendable {
        /// Who takes the step.
        var thread: UInt32
        /// Who need not: it has been tried, or somebody else tries it.
        var done: [UInt32] = []
        /// Who is to be tried when that is done.
        var pending: [UInt32] = []
        /// Whether all others are tried by somebody else.
        var isClosed = false
    }

    var places: [Place] = []

    /// The whole search.
    package static let start = Position()
}

/// How much of a tree has been searched, about, from 0 to 1: each choice at a place counts the same.
///
/// - Parameter places: on the way to where the search is, how many choices have been tried, and how many are known.
func coverage(_ places: some Sequence<(done: Int, known: Int)>) -> Double {
    var covered = 0.0
    var weight = 1.0
    for place in places where place.known > 0 {
        covered += weight * Double(place.done) / Double(place.known)
        weight /= Double(place.known)
    }
    return covered
}

/// Lots that have been drawn, and that are still to be drawn.
package struct Lots: Hashable, Sendable, Codable {
    /// The number of the next execution, from 0 on, and how many are left to others between two.
    var next: Int
    var stride: Int
    /// By thread, and in all, the most steps that an execution took so far: some draw by these.
    var lengths: [Int] = []
    var longest = 0

    package init(next: Int, stride: Int) {
        self.next = next
        self.stride = stride
    }
}

/// What one worker searches, without any other.
package enum Part: Hashable, Sendable {
    case tree(Position)
    case lots(Lots)
}
