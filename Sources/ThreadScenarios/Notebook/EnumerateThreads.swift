import ThreadRuntime

extension Scenario {
    package static let enumerate = Scenario(
        "enumerate", title: "Enumerating active threads",
        summary: "The name, number and life of every thread that has started and not ended.",
        chapter: "First steps", concepts: ["active threads", "identity"]
    ) {
        for thread in try Threading.enumerate() {
            print("Thread: \(thread.name) Id: \(thread.identifier) Alive: \(try thread.isAlive)")
        }
    }
}
