import Foundation
import Testing
import ThreadRuntime
import ThreadScenarios
import ThreadTrace

@Suite struct ListingTests {
    @Test(
        "What a scenario's operations name as their source is embedded, with that line",
        arguments: Scenarios.all.map(\.name))
    func listing(_ name: String) throws {
        let scenario = try #require(Scenarios.all.first { $0.name == name })
        let own = try #require(ScenarioListings.sources[scenario.file])
        #expect(own.contains("\"\(name)\""))
        let places = try sources(of: scenario).filter { !$0.file.isEmpty }
        #expect(!places.isEmpty)
        for place in places {
            let text = try #require(ScenarioListings.sources[place.file], "\(place.file)")
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.indices.contains(Int(place.line) - 1), "\(place.file):\(place.line)")
        }
    }

    @Test func `every chapter's file is embedded as it is`() throws {
        let module = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/ThreadScenarios")
        var count = 0
        for folder in ["Notebook", "Classics"].map({ module.appending(path: $0) }) {
            for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
                let file = folder.appending(path: path)
                guard file.pathExtension == "swift" else { continue }
                let text = try String(contentsOf: file, encoding: .utf8)
                let name = file.lastPathComponent
                #expect(ScenarioListings.sources["ThreadScenarios/\(name)"] == text, "\(name)")
                count += 1
            }
        }
        #expect(ScenarioListings.sources.count == count)
    }

    @Test func `every chapter's file is a scenario's own, or one that its operations come from`() throws {
        var unused = Set(ScenarioListings.sources.keys)
        for scenario in Scenarios.all {
            unused.remove(scenario.file)
            unused.subtract(try sources(of: scenario).map(\.file))
        }
        #expect(unused.isEmpty)
    }

    /// Where a scenario's operations come from.
    private func sources(of scenario: Scenario) throws -> [ThreadTrace.SourceLocation] {
        let run = Run(scenario, schedule: .roundRobin, speed: .max)
        let subscription = run.subscribe()
        try run.start()
        run.wait()
        return subscription.take().sources
    }
}
