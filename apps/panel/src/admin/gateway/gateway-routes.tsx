import { Route, Routes } from 'react-router';
import { NotFound } from '../../layout/not-found';
import { ApiPage } from './apis/api-page';
import { ApisPage } from './apis/apis-page';
import { TrustAnchorsPage } from './trust-anchors/trust-anchors-page';
import { UpstreamsPage } from './upstreams/upstreams-page';
import { CallersPage } from './callers/callers-page';
import { CertificatesPage } from './certificates/certificates-page';
import { OverviewPage } from './overview/overview-page';

/** All gateway pages, below `/admin/gateway`. */
export const GatewayRoutes = () => (
  <Routes>
    <Route index element={<OverviewPage />} />
    <Route path="apis" element={<ApisPage />} />
    <Route path="apis/:id" element={<ApiPage part="settings" />} />
    <Route path="apis/:id/policy" element={<ApiPage part="policy" />} />
    <Route path="apis/:id/try" element={<ApiPage part="try" />} />
    <Route path="upstreams" element={<UpstreamsPage />} />
    <Route path="certificates" element={<CertificatesPage />} />
    <Route path="callers" element={<CallersPage />} />
    <Route path="trust-anchors" element={<TrustAnchorsPage />} />
    <Route path="*" element={<NotFound />} />
  </Routes>
);
