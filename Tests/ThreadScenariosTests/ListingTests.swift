import Testing
import ThreadRuntime
import ThreadScenarios
import ThreadTrace

@Suite struct ListingTests {
    @Test(
        "What a scenario's operations name as their source is embedded, with that line",
        arguments: Scenarios.notebook.map(\.name))
    func listing(_ name: String) throws {
        let scenario = try #require(Scenarios.notebook.first { $0.name == name })
        let own = try #require(ScenarioListings.sources[scenario.file])
        #expect(own.contains("\"\(name)\""))
        let run = Run(scenario, schedule: .roundRobin, speed: .max)
        let subscription = run.subscribe()
        try run.start()
        run.wait()
        let places = subscription.take().sources.filter { !$0.file.isEmpty }
        #expect(!places.isEmpty)
        for place in places {
            let text = try #require(ScenarioListings.sources[place.file], "\(place.file)")
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.indices.contains(Int(place.line) - 1), "\(place.file):\(place.line)")
        }
    }

    @Test func `every file of the notebook is a scenario's own, or one that its operations come from`() throws
    {
        var unused = Set(ScenarioListings.sources.keys)
        for scenario in Scenarios.notebook {
            let run = Run(scenario, schedule: .roundRobin, speed: .max)
            let subscription = run.subscribe()
            try run.start()
            run.wait()
            unused.remove(scenario.file)
            unused.subtract(subscription.take().sources.map(\.file))
        }
        #expect(unused.isEmpty)
    }
}
