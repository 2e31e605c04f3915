package signer

import "context"

// Check asks a signer of another process whether it is there and has its key, and signs nothing. A signer that has its key in memory needs
// no asking. ErrNoKey: it does not have the key.
func Check(ctx context.Context, s Signer) error {
	if service, ok := s.(fromService); ok {
		if checker, ok := service.KeyService.(interface{ Check(context.Context) error }); ok {
			return checker.Check(ctx)
		}
		return nil
	}
	if checker, ok := s.(interface{ Check(context.Context) error }); ok {
		return checker.Check(ctx)
	}
	return nil
}
