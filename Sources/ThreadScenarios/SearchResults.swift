/// What a search says of the classics: `threadlanes explore NAME` says it again.
package enum SearchResults {
    /// In how many executions a corrected one is proven. Five philosophers with a waiter have more than anybody can run.
    package static let proofs = [
        "deadlock-fixed": 20, "lost-update-fixed": 2, "check-then-act-fixed": 2, "bank-transfers-fixed": 2,
        "double-checked-fixed": 4, "peterson": 46, "lost-wakeup-fixed": 2, "if-instead-of-while-fixed": 44,
        "bounded-buffer-fixed": 36, "barrier-reuse-fixed": 8, "sleeping-barber-fixed": 54,
        "cigarette-smokers-fixed": 3, "readers-writers-fixed": 625, "pool-waits-for-itself-fixed": 1,
        "livelock-fixed": 4, "priority-inversion-fixed": 34,
    ]

    /// In which execution a broken one goes wrong for the first time. Of five philosophers so many would have to be tried in order that
    /// they are drawn by lot.
    package static let bugs = [
        "deadlock": 2, "lost-update": 2, "check-then-act": 2, "bank-transfers": 2, "double-checked": 2,
        "peterson-broken": 12, "lost-wakeup": 2, "if-instead-of-while": 15, "bounded-buffer": 37,
        "barrier-reuse": 1, "sleeping-barber": 21, "cigarette-smokers": 2, "readers-writers": 127,
        "pool-waits-for-itself": 1, "livelock": 2, "priority-inversion": 5,
    ]

    /// `goes well in all 46 ways that differ`; empty where nothing is known.
    package static func words(for name: String) -> String {
        if let proof = proofs[name] {
            return proof == 1
                ? "goes well: there is one way only" : "goes well in all \(proof) ways that differ"
        }
        if let bug = bugs[name] {
            return bug == 1 ? "goes wrong the first time" : "goes wrong by the time \(bug) ways are tried"
        }
        return ""
    }
}
