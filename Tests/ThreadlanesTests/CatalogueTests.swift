import ArgumentParser
import Testing

@testable import Threadlanes

@Suite struct CatalogueTests {
    private static func scenario(_ name: String, title: String = "") -> Scenario {
        Scenario(name, title: title, summary: "") {}
    }

    private static let catalogue = Catalogue(
        ["lock", "logging", "barrier", "thread-class", "thread-count", "thread-pool", "gil"].map {
            scenario($0)
        })

    private static func refusal(of name: String) -> String {
        do {
            return "found \(try catalogue.scenario(named: name).name)"
        } catch {
            return "\(error)"
        }
    }

    @Test func `a scenario is found by its whole name`() throws {
        #expect(try Self.catalogue.scenario(named: "thread-pool").name == "thread-pool")
    }

    @Test func `of two scenarios with one name, the first counts`() throws {
        let catalogue = Catalogue([Self.scenario("a", title: "first"), Self.scenario("a", title: "second")])
        #expect(catalogue.scenarios.map(\.title) == ["first"])
        #expect(try catalogue.scenario(named: "a").title == "first")
    }

    @Test(arguments: [
        ("lokc", "'lock'"), ("Lock", "'lock'"), ("locks", "'lock'"), ("barier", "'barrier'"),
        ("thread-clas", "'thread-class'"), ("log", "'logging'"), ("gli", "'gil'"),
        ("thread-c", "'thread-class' or 'thread-count'"),
    ])
    func `a slip or the beginning of a name suggests the nearest`(name: String, suggestion: String) {
        let refusal = Self.refusal(of: name)
        #expect(refusal.contains("'\(name)'. Did you mean \(suggestion)"), "\(refusal)")
    }

    @Test(arguments: ["", "x", "nothing-like-it", "42", "🧵"])
    func `a name like no other suggests nothing, but tells where the names are`(name: String) {
        let refusal = Self.refusal(of: name)
        #expect(refusal == "There is no scenario named '\(name)'. '\(programName) list' names them all.")
    }

    @Test func `at most three names are suggested`() {
        let catalogue = Catalogue((0..<9).map { Self.scenario("case-\($0)") })
        let refusal = #expect(throws: ValidationError.self) { try catalogue.scenario(named: "case-x") }
        #expect(refusal?.message.contains("Did you mean 'case-0' or 'case-1' or 'case-2'?") == true)
    }

    @Test func `control characters of a wrong name do not reach the terminal`() {
        #expect(!Self.refusal(of: "lo\u{1B}[31mck").contains("\u{1B}"))
    }
}
