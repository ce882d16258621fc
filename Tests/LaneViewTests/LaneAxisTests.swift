import LaneView
import Testing
import ThreadTrace

@Suite struct LaneAxisTests {
    private func live(_ seconds: Double) -> LaneAxis.Focus {
        LaneAxis.Focus(place: Int64(seconds * 1e9), isLive: true)
    }

    private func past(_ seconds: Double) -> LaneAxis.Focus {
        LaneAxis.Focus(place: Int64(seconds * 1e9), isLive: false)
    }

    private func start(_ axis: LaneAxis, _ focus: LaneAxis.Focus) -> Double {
        Double(axis.columns(50, focus).start(of: 0)) / 1e9
    }

    @Test func `it starts at zero until the live edge comes near the right side, then scrolls by columns`() {
        let axis = LaneAxis()
        #expect(start(axis, live(0)) == 0)
        #expect(start(axis, live(4.75)) == 0)
        #expect(start(axis, live(4.85)) == 0.1)
        #expect(start(axis, live(100)) == 95.3)
    }

    @Test func `zooming goes from a millisecond to a minute a column`() {
        var axis = LaneAxis()
        #expect(axis.width == 100_000_000)
        axis.zoom(by: -1, 50, live(0))
        #expect(axis.width == 50_000_000)
        axis.zoom(by: -99, 50, live(0))
        #expect(axis.width == 1_000_000)
        axis.zoom(by: 99, 50, live(0))
        #expect(axis.width == 60_000_000_000)
    }

    @Test func `it stays while the cursor moves in view, and moves with it at the sides`() {
        var axis = LaneAxis()
        axis.keep(50, live(100))
        #expect(start(axis, past(98)) == 95.3)
        #expect(start(axis, past(95.3)) == 95.3)
        #expect(start(axis, past(95.2)) == 95.2)
        #expect(start(axis, past(12)) == 12)
        #expect(start(axis, past(101)) == 96.3)
        #expect(start(axis, live(200)) == 195.3)
    }

    @Test func `zooming keeps the cursor in its column`() {
        var axis = LaneAxis()
        axis.keep(50, live(100))
        let before = axis.columns(50, past(98)).column(of: past(98).place)
        for levels in [-1, -2, 3, 1, 2] {
            axis.zoom(by: levels, 50, past(98))
            #expect(axis.columns(50, past(98)).column(of: past(98).place) == before, "\(levels)")
        }
    }

    @Test func `between time and steps the cursor comes into the middle`() {
        var axis = LaneAxis()
        axis.keep(50, live(100))
        axis.switchUnit(50, to: 700)
        let steps = LaneAxis.Focus(place: 700, isLive: false)
        #expect(axis.unit == .steps)
        #expect(axis.width == 1)
        #expect(axis.columns(50, steps).column(of: 700) == 25)
        axis.zoom(by: 2, 50, steps)
        #expect(axis.width == 5)
        #expect(axis.columns(50, steps).column(of: 700) == 25)
        axis.switchUnit(50, to: 0)
        #expect(axis.columns(50, past(0)).first == 0)
    }

    @Test func `labels are tidy and leave each other room, at every zoom and any moment`() throws {
        for level in 0..<15 {
            var axis = LaneAxis()
            axis.zoom(by: -6 + level, 120, live(0))
            for moment in [0, 3, 59.9, 61, 3599.9, 86_400, 31_536_000] {
                let labels = axis.columns(120, live(moment)).labels
                #expect(labels.count >= 2)
                for (label, next) in zip(labels, labels.dropFirst()) {
                    #expect(label.column + label.text.count + 2 <= next.column, "\(labels)")
                }
                for label in labels {
                    #expect(label.column >= 0)
                    #expect(label.column + label.text.count <= 120)
                }
            }
        }
        var axis = LaneAxis()
        let texts = { (axis: LaneAxis) in
            axis.columns(40, LaneAxis.Focus(place: 0, isLive: true)).labels.map(\.text)
        }
        #expect(texts(axis) == ["0s", "1s", "2s", "3s"])
        axis.zoom(by: -1, 40, live(0))
        #expect(texts(axis) == ["0s", "0.5s", "1s", "1.5s"])
        axis.switchUnit(40, to: 0)
        #expect(texts(axis) == ["0", "10", "20", "30"])
    }

    @Test func `no clock is too far for it`() {
        var axis = LaneAxis()
        for place in [Int64.max, .min] {
            for isLive in [true, false] {
                let focus = LaneAxis.Focus(place: place, isLive: isLive)
                axis.keep(200, focus)
                axis.zoom(by: -99, 200, focus)
                _ = axis.columns(200, focus).labels
                axis.zoom(by: 99, 200, focus)
                axis.switchUnit(200, to: focus.place)
            }
        }
    }
}
