import Testing

@testable import Threadlanes

@Suite struct ChapterTests {
    @Test func `scenarios of a chapter stand together, chapters in the order in which they first appear`() {
        let scenarios = [("a", "One"), ("b", "Two"), ("c", "One"), ("d", "Three"), ("e", "Two")].map {
            Scenario($0, title: "", summary: "", chapter: $1) {}
        }
        let chapters = Catalogue(scenarios).chapters
        #expect(chapters.map(\.name) == ["One", "Two", "Three"])
        #expect(chapters.map { $0.scenarios.map(\.name) } == [["a", "c"], ["b", "e"], ["d"]])
    }
}
