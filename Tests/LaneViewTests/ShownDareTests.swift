import LaneView
import Testing
import Themes

@Suite struct ShownDareTests {
    private func line(isMet: Bool = false, _ change: (inout ShownDare) -> Void) -> String {
        var dare = ShownDare(task: "lose an update")
        change(&dare)
        return dare.lines(80, isMet: isMet, .unicode).joined(separator: "|")
            .replacing(#/ {2,}/#, with: "  ")
    }

    @Test func `what is known of the fewest steps is told as far as it is known`() {
        #expect(line { $0.isLooking = true } == "dare: lose an update  looking for the fewest steps")
        #expect(line { $0.fewest = 12 } == "dare: lose an update  fewest known: 12 steps")
        #expect(
            line {
                $0.fewest = 11
                $0.isCertain = true
            } == "dare: lose an update  fewest possible: 11 steps")
        #expect(line { $0.isCertain = true } == "dare: lose an update  nobody can, whoever goes first")
        #expect(line { $0.fewest = 1 } == "dare: lose an update  fewest known: 1 step")
    }

    @Test func `what was met is told with its steps, from where it was met on`() {
        #expect(
            line(isMet: true) {
                $0.fewest = 11
                $0.isCertain = true
                $0.metAt = 14
            } == "■ dare met in 14 steps: lose an update  fewest possible: 11 steps")
        #expect(
            line(isMet: true) {
                $0.fewest = 11
                $0.isCertain = true
                $0.metAt = 11
            } == "■ dare met in 11 steps: lose an update  no way has fewer")
        // Who does it with fewer than anybody knew sets the mark.
        #expect(
            line {
                $0.fewest = 24
                $0.metAt = 20
            } == "dare: lose an update (met in 20 steps)  fewest known: 20 steps")
    }
}
