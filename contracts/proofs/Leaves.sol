// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Two leaves of a payment run never share a unit, whoever built the tree
/// @notice Two paths of one tree, from their leaves up to the root, as `Leaves.climb` walks them: a node's sibling adds its units and, if it is
/// the left one, lies before what the path came from. Both climb by themselves until they meet, where one comes from the left and the other
/// from the right, and then together. What each function is given it requires, and what it asserts the next is given: so, by induction
/// over the steps, for trees of any shape and units. That the paths meet in one node, whose hash binds the units of both sides, is
/// what the hash is for.
contract Leaves {
    /// Far above what a tree of 48-bit amounts can have, and far below where sums overflow.
    uint256 private constant BOUND = 2 ** 200;

    /// @dev A leaf is all of its own node.
    function begin(uint256 amount) public pure {
        require(amount != 0 && amount < BOUND);
        (uint256 before, uint256 units) = (0, amount);
        assert(before + amount <= units); // a leaf lies within its own node
    }

    /// @dev One step of one path: `before` of the node's units lie left of the leaf.
    function climb(uint256 before, uint256 amount, uint256 units, uint256 more, bool siblingIsLeft) public pure {
        require(units < BOUND && more < BOUND && before < BOUND && amount < BOUND && before + amount <= units);
        if (siblingIsLeft) before += more;
        units += more;
        assert(before + amount <= units); // with each step up it lies within the node reached
    }

    /// @dev The node where two paths part, seen from above: A came from its left child, B from its right one. Each is the other's sibling.
    function meet(uint256 beforeA, uint256 a, uint256 unitsA, uint256 beforeB, uint256 b, uint256 unitsB) public pure {
        require(unitsA < BOUND && beforeA < BOUND && a < BOUND && beforeA + a <= unitsA);
        require(unitsB < BOUND && beforeB < BOUND && b < BOUND && beforeB + b <= unitsB);
        beforeB += unitsA;
        uint256 units = unitsA + unitsB;
        assert(beforeA + a <= beforeB); // where paths part, the left leaf ends before the right one begins
        assert(beforeB + b <= units); // and both lie within the node
    }

    /// @dev One step of both.
    function climbTogether(
        uint256 beforeA,
        uint256 a,
        uint256 beforeB,
        uint256 b,
        uint256 units,
        uint256 more,
        bool siblingIsLeft
    ) public pure {
        require(units < BOUND && more < BOUND && beforeA < BOUND && a < BOUND && beforeB < BOUND && b < BOUND);
        require(beforeA + a <= beforeB && beforeB + b <= units);
        if (siblingIsLeft) (beforeA, beforeB) = (beforeA + more, beforeB + more);
        units += more;
        assert(beforeA + a <= beforeB); // up to the root: no unit is both leaves'
        assert(beforeB + b <= units); // nor beyond the run's
    }

    /// @dev At the root: the run's units begin at `start` and are as many as the root's, which `Ledger._reveal` checks.
    function land(uint256 start, uint256 end, uint256 before, uint256 amount) public pure {
        require(start < BOUND && end < BOUND && start < end && before < BOUND && amount < BOUND && before + amount <= end - start);
        assert(start + before + amount <= end); // what is opened lies within the units that the run took
    }
}
