/// A selection in a list longer than the window: which row is selected, and which rows are in view.
///
/// It does not know how long the list is or how high the window; both may change at any time, so what it remembers is only
/// what was asked for, which `visible` and `index` clamp to what is there.
package struct RowList: Hashable, Sendable {
    private var wanted = 0
    private var top = 0

    /// The selected row; 0 in an empty list.
    func index(of count: Int) -> Int { min(wanted, max(count - 1, 0)) }

    /// The rows in view. The selected one is among them, unless there are none.
    func visible(_ count: Int, height: Int) -> Range<Int> {
        let height = max(height, 0)
        let index = index(of: count)
        let lowest = max(index - height + 1, 0)
        let highest = max(min(index, count - height), lowest)
        let first = min(max(min(top, highest), lowest), count)
        return first..<min(first + height, count)
    }

    mutating func select(_ index: Int, of count: Int, height: Int) {
        wanted = min(max(index, 0), max(count - 1, 0))
        top = visible(count, height: height).lowerBound
    }

    mutating func move(by rows: Int, of count: Int, height: Int) {
        select(index(of: count) + rows, of: count, height: height)
    }

    /// Moves the view and takes the selection along where it would be left behind.
    mutating func scroll(by rows: Int, of count: Int, height: Int) {
        let first = visible(count, height: height).lowerBound
        top = min(max(first + rows, 0), max(count - height, 0))
        wanted = min(max(index(of: count), top), max(top + height - 1, top))
        top = visible(count, height: height).lowerBound
    }
}
