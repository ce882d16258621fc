import ThreadRuntime

extension Scenario {
    package static let bankTransfersFixed = Scenario(
        "bank-transfers-fixed", title: "Money that arrives",
        summary: """
            A transfer holds both locks until the money has arrived, and whoever adds up holds both too. All take a before b, \
            so nobody waits in a circle.
            """,
        chapter: "Classics", concepts: ["atomicity", "invariant", "lock order", "two-phase locking"],
        schedule: .random(seed: 0),
        dare: Dare("have the auditor or the clerk wait", .waiting(threads: 1))
    ) {
        let a = Account("a", 100)
        let b = Account("b", 100)

        /// Both accounts at once, always in the same order.
        @Sendable func withAccounts(_ body: () throws -> Void) throws {
            try a.lock.withLock { try b.lock.withLock(body) }
        }

        let clerk = Thread(name: "Clerk") {
            try withAccounts {
                try a.balance.modify { $0 - 30 }
                // Walks over to the other account.
                try Threading.compute(for: .milliseconds(100))
                try b.balance.modify { $0 + 30 }
            }
            logger.info("30 have gone from a to b")
        }
        let auditor = Thread(name: "Auditor") {
            try withAccounts {
                let first = try a.balance.read()
                let second = try b.balance.read()
                logger.info("a has \(first), b has \(second)")
                try expect(first + second == 200, "the accounts have 200 together")
            }
        }

        for thread in [clerk, auditor] { try thread.start() }
        for thread in [clerk, auditor] { try thread.join() }
    }
}

private final class Account: Sendable {
    let lock: Lock
    let balance: Shared<Int>

    init(_ name: String, _ balance: Int) {
        lock = Lock(name)
        self.balance = Shared("balance \(name)", balance)
    }
}
