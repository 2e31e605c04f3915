// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Invoice} from "../interfaces/IEvidence.sol";
import {Instalment, IReceivables, IssueInstalments, IssueReceivable} from "../interfaces/IReceivables.sol";

/// @title Plans of instalments, as the receivables that they are
library Plans {
    uint256 internal constant FEWEST = 2;
    uint256 internal constant MOST = 60;

    /// @notice Each instalment as an issue of its own, and the sum of their faces.
    function toIssues(IssueInstalments calldata plan)
        internal
        pure
        returns (IssueReceivable[] memory issues, uint256 total)
    {
        uint256 n = plan.instalments.length;
        if (n < FEWEST || n > MOST) revert IReceivables.BadField("instalments");
        if (plan.serial > type(uint64).max - (n - 1)) revert IReceivables.BadField("serial");
        total = _total(plan.instalments);
        Invoice[] memory invoices = plan.invoices;
        if (invoices.length != 0) requireDrawn(invoices, total);

        issues = new IssueReceivable[](n);
        uint256 next;
        for (uint256 i; i < n; ++i) {
            IssueReceivable memory t = issues[i];
            (t.company, t.serial, t.supplier) = (plan.company, plan.serial + uint64(i), plan.supplier);
            (t.face, t.due, t.currency) = (plan.instalments[i].face, plan.instalments[i].due, plan.currency);
            (t.delivered, t.rules, t.until) = (plan.delivered, plan.rules, plan.until);
            (t.contractDigest, t.invoicesDigest) = (plan.contractDigest, plan.invoicesDigest);
            t.justification = plan.justification;
            if (i == 0) t.ref = plan.ref;
            if (invoices.length != 0) (t.invoices, next) = _allot(invoices, next, t.face);
        }
    }

    /// @notice What is drawn on the invoices is `face` in all.
    function requireDrawn(Invoice[] memory invoices, uint256 face) internal pure {
        uint256 drawn;
        for (uint256 i; i < invoices.length; ++i) {
            if (invoices[i].drawn == 0) revert IReceivables.BadField("drawn");
            drawn += invoices[i].drawn;
        }
        if (drawn != face) revert IReceivables.DrawnDiffers(drawn, face);
    }

    /// @dev The faces' sum; each is something, and each due day is later than the one before.
    function _total(Instalment[] calldata instalments) private pure returns (uint256 total) {
        for (uint256 i; i < instalments.length; ++i) {
            if (instalments[i].face == 0) revert IReceivables.BadField("face");
            if (i != 0 && instalments[i].due <= instalments[i - 1].due) revert IReceivables.BadField("instalments");
            total += instalments[i].face;
        }
    }

    /// @dev Takes `face` off the invoices from `first` on, which have it, and says where the next instalment goes on.
    function _allot(Invoice[] memory invoices, uint256 first, uint48 face)
        private
        pure
        returns (Invoice[] memory parts, uint256 next)
    {
        uint256 last = first;
        for (uint256 sum = invoices[first].drawn; sum < face; sum += invoices[last].drawn) {
            ++last;
        }
        parts = new Invoice[](last - first + 1);
        for (uint256 i = first; i <= last; ++i) {
            Invoice memory v = invoices[i];
            uint48 part = v.drawn < face ? v.drawn : face;
            parts[i - first] = Invoice(v.fingerprint, v.total, part);
            (v.drawn, face) = (v.drawn - part, face - part);
        }
        next = invoices[last].drawn == 0 ? last + 1 : last;
    }
}
