import Testing
import ThreadRuntime

@testable import LaneView
@testable import Threadlanes

@Suite struct OwnSourceTests {
    @Test func `a scenario that says where its file is has its code beside the lanes`() {
        let scenario = Scenario("own", title: "", summary: "", sourcePath: #filePath) {}
        #expect(scenario.file == #fileID)
        #expect(SourceListings(SourceTexts(of: scenario).texts).contains(#fileID))
    }

    @Test(arguments: [nil, "/no/such/file.swift", "/"])
    func `without that, or where the file is not, there is none`(path: String?) {
        let scenario = Scenario("own", title: "", summary: "", sourcePath: path) {}
        let sources = SourceListings(SourceTexts(of: scenario).texts)
        #expect(!sources.contains(#fileID))
        #expect(sources.contains("ThreadScenarios/SynchronizedAccess.swift"))
    }
}
